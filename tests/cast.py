"""The named cast. Everybody in a test is one of these, so that a story reads like a story.

Sanne    a second-year student of Social Work in Avermeer
Bram     a lecturer of Social Work
Marit    manager of the programme Social Work
Yasmin   coordinator of the Student House
Ruben    researcher for the whole institution
Ineke    functional admin
Otto     an outsider: signed in, without any role
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Character:
    name: str
    email: str
    role: str = ""
    unit: str = ""


BRAM = Character("Bram Kuipers", "bram@debrug.example", "lecturer", "SW")
MARIT = Character("Marit de Boer", "marit@debrug.example", "manager", "SW")
YASMIN = Character("Yasmin Bouchta", "yasmin@debrug.example", "coordinator", "DB")
RUBEN = Character("Ruben Visser", "ruben@debrug.example", "researcher", "DB")
INEKE = Character("Ineke Smit", "ineke@debrug.example", "admin", "DB")
OTTO = Character("Otto Buiten", "otto@elders.example")
STAFF = (BRAM, MARIT, YASMIN, RUBEN, INEKE, OTTO)
