"""Makes small OneRoster zips."""

import io
import zipfile

MANIFEST = (
    "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n"
    "file.users,bulk\nfile.enrollments,bulk\n"
)
FILES = {
    "manifest.csv": MANIFEST,
    "orgs.csv": (
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
        "o1,active,2025-09-01,De Brug,district,,\n"
        "o2,active,2025-09-01,Avermeer,school,AVM,o1\n"
        "o3,active,2025-09-01,Social Work,department,SW,o1\n"
    ),
    "courses.csv": "sourcedId,status,title,orgSourcedId\nc1,active,Jaar 2,o3\n",
    "academicSessions.csv": (
        "sourcedId,status,title,type,startDate,endDate\nt1,active,2025,term,2025-09-01,2026-01-31\n"
    ),
    "classes.csv": (
        "sourcedId,status,title,courseSourcedId,classCode,schoolSourcedId,termSourcedIds\n"
        "k1,active,Groep A,c1,SW2A,o2,t1\n"
    ),
    "users.csv": (
        "sourcedId,status,datelastModifed,enabledUser,orgSourcedIds,role,"
        "identifier,givenName,familyName,email,grades\n"
        "u1,active,x,true,o2,student,0512345,Sanne,Hofstra,sanne@debrug.example,02\n"
        "u2,active,x,true,o2,teacher,m1,Bram,Kuipers,bram@debrug.example,\n"
        "u3,tobedeleted,x,true,o2,student,9,Weg,Weg,,1\n"
        "u4,active,x,true,o2,parent,p1,Ouder,Ouder,,\n"
    ),
    "enrollments.csv": (
        "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate\n"
        "e1,active,k1,o2,u1,student,,\n"
        "e2,active,k1,o2,u2,teacher,,\n"
    ),
}


def package(*, leave_out: tuple[str, ...] = (), folder: str = "", **changed: str) -> bytes:
    """A zip with the files above; `users="…"` replaces users.csv."""
    files = {**FILES, **{f"{name}.csv": text for name, text in changed.items()}}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if name not in leave_out:
                archive.writestr(folder + name, text)
    return target.getvalue()
