"""The maintainers' admin: people, forces, frameworks. A framework that a published inspection uses is frozen."""

from http import HTTPStatus

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from simple_history.admin import SimpleHistoryAdmin

from inspections.admin_deletion import CountedDeletion
from inspections.force_form import ForceForm
from inspections.models import Area, Chapter, Force, Framework, Grade, GradeScale, Inspection, Person, Topic
from inspections.tokens import revoke_all

# Roles are groups that the code defines (roles.py) and sync_roles makes; what is changed here would leave no trace.
admin.site.unregister(Group)


@admin.register(Person)
class PersonAdmin(SimpleHistoryAdmin, UserAdmin):
    """Accounts are closed, not deleted: what somebody did stays theirs.

    Rights come with roles, whose changes are on record; single ones, and times that the service notes, are only shown.
    """

    readonly_fields = ("last_login", "date_joined", "user_permissions")

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """An account that is closed here ends its tokens, as on the page of people: opened again, it begins without."""
        super().save_model(request, obj, form, change)
        if change and not obj.is_active:
            revoke_all(obj, by=request.user)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """A password that somebody else sets ends what was made under the old one."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            revoke_all(Person.objects.get(pk=id), by=request.user)
        return response


@admin.register(Force)
class ForceAdmin(CountedDeletion, SimpleHistoryAdmin):
    list_display = ("name", "official_name", "region", "nation", "ons_code")
    list_filter = ("nation", "region")
    search_fields = ("name", "official_name", "aliases")
    form = ForceForm

    def get_readonly_fields(self, request, obj=None):
        """Addresses that people have cited stay."""
        return ("slug",) if obj is not None and obj.inspections.exists() else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {"slug": ("name",)} if obj is None else {}


class Frozen(CountedDeletion, SimpleHistoryAdmin):
    """Reference data of a framework: it can be changed only while no public inspection rests on it."""

    @staticmethod
    def frameworks_of(obj):
        raise NotImplementedError

    def _is_in_use(self, obj):
        return obj is not None and Inspection.objects.public().filter(framework__in=self.frameworks_of(obj)).exists()

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._is_in_use(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._is_in_use(obj)


@admin.register(Framework)
class FrameworkAdmin(Frozen):
    list_display = ("name", "introduced", "case_scale", "topic_scale")

    @staticmethod
    def frameworks_of(obj):
        return [obj]


@admin.register(Area, Chapter, Topic)
class FrameworkPartAdmin(Frozen):
    list_display = ("name", "framework", "order")
    list_filter = ("framework",)

    @staticmethod
    def frameworks_of(obj):
        return [obj.framework]


@admin.register(GradeScale)
class GradeScaleAdmin(Frozen):
    @staticmethod
    def frameworks_of(obj):
        return Framework.objects.filter(case_scale=obj) | Framework.objects.filter(topic_scale=obj)


@admin.register(Grade)
class GradeAdmin(Frozen):
    list_display = ("name", "scale", "order", "tone")
    list_filter = ("scale",)

    @staticmethod
    def frameworks_of(obj):
        return GradeScaleAdmin.frameworks_of(obj.scale)
