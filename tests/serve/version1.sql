-- A database as the first version of dlgrade serve made it: one platform, one course, Ana's attempt with two of three points.
BEGIN TRANSACTION;
CREATE TABLE about (
    version INTEGER NOT NULL
);
INSERT INTO "about" VALUES(1);
CREATE TABLE assignments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    context INTEGER NOT NULL,
    link VARCHAR(255) NOT NULL,
    title TEXT NOT NULL,
    terms TEXT NOT NULL,
    line_item TEXT NOT NULL,
    gradebook BOOLEAN NOT NULL,
    seed VARCHAR(20) NOT NULL,
    UNIQUE (context, link),
    FOREIGN KEY(context) REFERENCES contexts (id) ON DELETE CASCADE
);
INSERT INTO "assignments" VALUES(1,1,'link-1','Homework','{"lesson":"lesson01_add","language":"","due":"","attempts":0,"counts":"best","shown_before":"","shown_after":""}','',1,'160221035589567');
CREATE TABLE attempts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    assignment INTEGER NOT NULL,
    user INTEGER NOT NULL,
    number INTEGER NOT NULL,
    once VARCHAR(64) NOT NULL,
    place VARCHAR(32) NOT NULL,
    trial BOOLEAN NOT NULL,
    handed_in FLOAT NOT NULL,
    names TEXT NOT NULL,
    state VARCHAR(20) NOT NULL,
    gradings INTEGER NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (assignment, user, number),
    UNIQUE (assignment, user, once),
    FOREIGN KEY(assignment) REFERENCES assignments (id) ON DELETE CASCADE,
    FOREIGN KEY(user) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "attempts" VALUES(1,1,1,1,'ad8d53ae1dcb957d','00112233445566778899aabbccddeeff',0,1790000000.0,'["add.py"]','graded',1,'');
CREATE TABLE contexts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    platform INTEGER NOT NULL,
    deployment VARCHAR(255) NOT NULL,
    name VARCHAR(255) NOT NULL,
    title TEXT NOT NULL,
    memberships_url TEXT NOT NULL,
    lineitems_url TEXT NOT NULL,
    UNIQUE (platform, deployment, name),
    FOREIGN KEY(platform) REFERENCES platforms (id) ON DELETE CASCADE
);
INSERT INTO "contexts" VALUES(1,1,'d1','course-1','Deep learning','https://lms.example/members','https://lms.example/items');
CREATE TABLE deployments (
    platform INTEGER NOT NULL,
    name VARCHAR(255) NOT NULL,
    PRIMARY KEY (platform, name),
    FOREIGN KEY(platform) REFERENCES platforms (id) ON DELETE CASCADE
);
CREATE TABLE invitations (
    digest VARCHAR(64) NOT NULL,
    ends FLOAT NOT NULL,
    PRIMARY KEY (digest)
);
CREATE TABLE members (
    context INTEGER NOT NULL,
    user INTEGER NOT NULL,
    role VARCHAR(20) NOT NULL,
    listed BOOLEAN NOT NULL,
    PRIMARY KEY (context, user),
    FOREIGN KEY(context) REFERENCES contexts (id) ON DELETE CASCADE,
    FOREIGN KEY(user) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "members" VALUES(1,1,'student',1);
CREATE TABLE nonces (
    digest VARCHAR(64) NOT NULL,
    ends FLOAT NOT NULL,
    PRIMARY KEY (digest)
);
CREATE TABLE platforms (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(200) NOT NULL,
    issuer VARCHAR(500) NOT NULL,
    client_id VARCHAR(255) NOT NULL,
    auth_url TEXT NOT NULL,
    token_url TEXT NOT NULL,
    jwks_url TEXT NOT NULL,
    audience TEXT NOT NULL,
    UNIQUE (issuer, client_id)
);
INSERT INTO "platforms" VALUES(1,'','https://lms.example','client-1','https://lms.example/auth','https://lms.example/token','https://lms.example/jwks','');
CREATE TABLE scores (
    assignment INTEGER NOT NULL,
    user INTEGER NOT NULL,
    state VARCHAR(20) NOT NULL,
    asked FLOAT NOT NULL,
    note TEXT NOT NULL,
    override BOOLEAN NOT NULL,
    PRIMARY KEY (assignment, user),
    FOREIGN KEY(assignment) REFERENCES assignments (id) ON DELETE CASCADE,
    FOREIGN KEY(user) REFERENCES users (id) ON DELETE CASCADE
);
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    platform INTEGER NOT NULL,
    sub VARCHAR(255) NOT NULL,
    name TEXT NOT NULL,
    handle VARCHAR(255) NOT NULL,
    UNIQUE (platform, sub),
    UNIQUE (platform, handle),
    FOREIGN KEY(platform) REFERENCES platforms (id) ON DELETE CASCADE
);
INSERT INTO "users" VALUES(1,1,'ana','Name of ana','user ana');
CREATE TABLE visits (
    digest VARCHAR(64) NOT NULL,
    assignment INTEGER,
    context INTEGER NOT NULL,
    user INTEGER NOT NULL,
    role VARCHAR(20) NOT NULL,
    language VARCHAR(10) NOT NULL,
    browser VARCHAR(64) NOT NULL,
    linking TEXT NOT NULL,
    ends FLOAT NOT NULL,
    PRIMARY KEY (digest),
    FOREIGN KEY(assignment) REFERENCES assignments (id) ON DELETE CASCADE,
    FOREIGN KEY(context) REFERENCES contexts (id) ON DELETE CASCADE,
    FOREIGN KEY(user) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX ix_attempts_assignment ON attempts (assignment);
CREATE INDEX ix_attempts_state ON attempts (state);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('platforms',1);
INSERT INTO "sqlite_sequence" VALUES('users',1);
INSERT INTO "sqlite_sequence" VALUES('contexts',1);
INSERT INTO "sqlite_sequence" VALUES('assignments',1);
INSERT INTO "sqlite_sequence" VALUES('attempts',1);
COMMIT;
