"""The form by which a maintainer adds or renames a force: fields explained, and no name that two forces answer to."""

from django import forms

from inspections.models import Force

EXPLAINED = {
    "name": ("Name", "The short name that every page shows, without “Police” or “Constabulary”. For example: Dorset."),
    "official_name": ("Full name", "As the force calls itself. For example: Dorset Police."),
    "slug": (
        "Name in addresses",
        "Made from the name; it becomes part of addresses, such as /forces/dorset/, and of files. "
        "It stays as it is once an inspection of the force is here.",
    ),
    "region": ("Region", "Forces are listed under it."),
    "nation": ("Nation", ""),
    "ons_code": (
        "ONS code",
        "The code of the police force area, nine letters and digits. For example: E23000039. May be left empty.",
    ),
    "note": ("Note", "The public page of the force shows it. May be left empty."),
    "is_demo": (
        "Invented, for demonstrations",
        "Tick this for a force that does not exist. Readers are told so, and counts of forces leave it out.",
    ),
}


class NamesField(forms.CharField):
    """A list of names, one a line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return list(dict.fromkeys(line.strip() for line in super().to_python(value).splitlines() if line.strip()))

    def has_changed(self, initial, data):
        return self.to_python(self.prepare_value(initial) or "") != self.to_python(data or "")


class ForceForm(forms.ModelForm):
    """Name, full name and other names belong to one force alone: by them lists and readers of reports find it."""

    aliases = NamesField(
        label="Other names",
        required=False,
        max_length=2000,
        help_text="One a line: names by which reports call the force, former ones too. "
        "Whoever types one of them into a new inspection finds the force.",
    )

    class Meta:
        model = Force
        fields = ("name", "official_name", "slug", "aliases", "region", "nation", "ons_code", "is_demo", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, hint) in EXPLAINED.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        if "region" in self.fields:
            known = Force.objects.order_by("region").values_list("region", flat=True).distinct()
            self.fields["region"].help_text += f" Regions so far: {', '.join(known)}."

    def clean(self):
        given = super().clean()
        others = {}
        for force in Force.objects.exclude(pk=self.instance.pk):
            for name in _names(force.name, force.official_name, force.aliases):
                others.setdefault(name.casefold(), force)
        for field in ("name", "official_name", "aliases"):
            value = given.get(field) or ()
            for name in [value] if isinstance(value, str) else value:
                if name.casefold() in others:
                    self.add_error(field, f"“{name}” is a name of {others[name.casefold()]} already.")
        return given


def _names(name, official_name, aliases):
    return [name, official_name, *aliases]
