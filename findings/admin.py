"""The maintainers' admin: themes and glossary. Whole inspections are written by the store and never here."""

from django.contrib import admin

from findings.models import GlossaryTerm, Theme


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ("order", "name", "group")
    list_display_links = ("name",)
    list_filter = ("group",)
    search_fields = ("name", "definition")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(admin.ModelAdmin):
    list_display = ("term", "full_name")
    search_fields = ("term", "full_name", "definition")
