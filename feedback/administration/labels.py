"""Sentences about the catalogue and its rules."""

from __future__ import annotations

from feedback.web.i18n import lazy

RULES = {
    "code-shape": lazy("Write letters, a dash and digits, such as VSAA-12."),
    "code-taken": lazy("This code is taken. A code never changes its meaning."),
    "institution-unknown": lazy("Choose an institution from the list."),
    "municipality-unknown": lazy("Choose a municipality from the list."),
    "merge-itself": lazy("It cannot be merged into itself."),
    "merge-unknown": lazy("There is no entry with this code."),
    "merge-retired": lazy("That one is not in use. Choose one that is."),
}
LIBRARY_KINDS = {
    "main": lazy("Main library"),
    "branch": lazy("Branch library"),
    "children": lazy("Children's library"),
    "seasonal": lazy("Seasonal library"),
    "mobile": lazy("Mobile library"),
}
EVENTS = {
    "entry_added": lazy("Added"),
    "entry_changed": lazy("Changed"),
    "entry_retired": lazy("Taken out of use"),
    "entry_restored": lazy("Put back into use"),
    "entry_merged": lazy("Merged"),
}
LIFE_AREAS = {
    "buvnieciba": lazy("Building"),
    "drosiba": lazy("Safety"),
    "dzivesvieta": lazy("Place of residence"),
    "gimene": lazy("Family"),
    "ipasums": lazy("Property"),
    "izglitiba": lazy("Education"),
    "konsularie-pakalpojumi": lazy("Consular services"),
    "kultura": lazy("Culture"),
    "lauksaimnieciba": lazy("Farming and forestry"),
    "nodarbinatiba": lazy("Work"),
    "nodokli": lazy("Taxes"),
    "portals": lazy("The portal itself"),
    "sabiedriba": lazy("Society"),
    "socialie-pakalpojumi": lazy("Social services"),
    "tiesibu-aizsardziba": lazy("Documents and rights"),
    "transports": lazy("Transport"),
    "uznemejdarbiba": lazy("Business"),
    "veseliba": lazy("Health"),
    "vide": lazy("Environment"),
}
