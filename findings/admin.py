"""The maintainers' admin: themes, glossary, reported errors. The store alone writes whole inspections."""

from django import forms
from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from findings.actions.error_reports import answer_error_report
from findings.models import ErrorReport, GlossaryTerm, Theme
from inspections.admin_deletion import CountedDeletion


@admin.register(Theme)
class ThemeAdmin(CountedDeletion, SimpleHistoryAdmin):
    list_display = ("order", "name", "group")
    list_display_links = ("name",)
    list_filter = ("group",)
    search_fields = ("name", "definition")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(SimpleHistoryAdmin):
    list_display = ("term", "full_name")
    search_fields = ("term", "full_name", "definition")


class AnswerForm(forms.ModelForm):
    """State and answer; the same rules as on the page of the queue."""

    def clean(self):
        given = super().clean()
        if given.get("state") == ErrorReport.State.NEW:
            self.add_error("state", "An answer cannot make a report new again.")
        if given.get("state") == ErrorReport.State.DECLINED and not given.get("note", "").strip():
            self.add_error("note", "Say why the report is declined.")
        return given


@admin.register(ErrorReport)
class ErrorReportAdmin(admin.ModelAdmin):
    """The queue of reported errors. Reports come from readers alone; an answer is written by the action."""

    form = AnswerForm
    list_display = ("reported_at", "kind", "key", "inspection_slug", "edition", "state", "handled_by")
    list_filter = ("state", "kind", "reported_at")
    search_fields = ("key", "inspection_slug", "text")
    readonly_fields = (
        *("kind", "key", "inspection_slug", "edition", "text", "contact", "reported_at"),
        *("handled_by", "handled_at"),
    )
    fields = (*readonly_fields[:7], "state", "note", *readonly_fields[7:])

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """What a reader reported and what was answered stays on record."""
        return False

    def save_model(self, request, obj, form, change):
        answer_error_report(obj, state=obj.state, note=obj.note, by=request.user)
