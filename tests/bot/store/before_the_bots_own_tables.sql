BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'because-you-watched','people_and_chats','2026-11-26 08:50:29.415267+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'because-you-watched','watches_and_lists','2026-11-26 08:50:29.416019+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'because-you-watched','journal','2026-11-26 08:50:29.416677+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'because-you-watched','shown_and_added','2026-11-26 08:50:29.417343+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'because-you-watched','cards','2026-11-26 08:50:29.417945+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'because-you-watched','nights','2026-11-26 08:50:29.419312+00:00');
CREATE TABLE added_films (
            movie_id INTEGER PRIMARY KEY,
            person_id INTEGER REFERENCES people ON DELETE SET NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            year INTEGER,
            genres TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT
        ;
INSERT INTO "added_films" VALUES(1000000000,7,'The Zyzzyva Heist',2024,'["Crime"]',105.0);
CREATE TABLE cards (
            chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE ON UPDATE CASCADE,
            card TEXT NOT NULL,
            message_id INTEGER NOT NULL,
            poll_id TEXT UNIQUE,
            PRIMARY KEY (chat_id, card)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "cards" VALUES(-100,'night:1',17,NULL);
INSERT INTO "cards" VALUES(-100,'poll:1:1',18,'p1');
CREATE TABLE changes (
            change_id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            update_key TEXT NOT NULL,
            row_table TEXT NOT NULL,
            movie_id INTEGER NOT NULL,
            row_before TEXT CHECK (row_before IS NULL OR json_valid(row_before)),
            row_after TEXT CHECK (row_after IS NULL OR json_valid(row_after)),
            at REAL NOT NULL,
            undoes INTEGER REFERENCES changes ON DELETE CASCADE,
            undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
            UNIQUE (person_id, update_key, row_table, movie_id)
        ) STRICT
        ;
INSERT INTO "changes" VALUES(1,7,'tg:1','watches',6,NULL,'{"watch_id": 1, "person_id": 7, "movie_id": 6, "rating": 4.5, "watched_on": "2026-11-20", "source": "chat", "update_key": "tg:1", "logged_at": 101}',101.0,NULL,0);
INSERT INTO "changes" VALUES(2,8,'tg:2','watches',1214,NULL,'{"watch_id": 2, "person_id": 8, "movie_id": 1214, "rating": null, "watched_on": null, "source": "chat", "update_key": "tg:2", "logged_at": 102}',102.0,NULL,1);
INSERT INTO "changes" VALUES(3,7,'tg:3','dismissals',2,NULL,'{"person_id": 7, "movie_id": 2, "at": 103}',103.0,NULL,0);
INSERT INTO "changes" VALUES(4,8,'tg:4','watchlist',3,NULL,'{"person_id": 8, "movie_id": 3, "at": 104}',104.0,NULL,0);
INSERT INTO "changes" VALUES(5,7,'tg:5','added_films',1000000000,NULL,'{"movie_id": 1000000000, "person_id": 7, "title": "The Zyzzyva Heist", "year": 2024, "genres": "[\"Crime\"]", "at": 105}',105.0,NULL,0);
INSERT INTO "changes" VALUES(6,8,'tg:6','watches',1214,'{"watch_id": 2, "person_id": 8, "movie_id": 1214, "rating": null, "watched_on": null, "source": "chat", "update_key": "tg:2", "logged_at": 102}',NULL,106.0,2,0);
CREATE TABLE chats (
            chat_id INTEGER PRIMARY KEY,
            is_group INTEGER NOT NULL CHECK (is_group IN (0, 1)),
            title TEXT NOT NULL DEFAULT '',
            lost_at REAL
        ) STRICT
        ;
INSERT INTO "chats" VALUES(-100,1,'Friends',NULL);
INSERT INTO "chats" VALUES(7,0,'',150.0);
CREATE TABLE dismissals (
                person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                at REAL NOT NULL,
                PRIMARY KEY (person_id, movie_id)
            ) STRICT, WITHOUT ROWID
            ;
INSERT INTO "dismissals" VALUES(7,2,103.0);
CREATE TABLE group_settings (
            chat_id INTEGER PRIMARY KEY REFERENCES chats ON DELETE CASCADE ON UPDATE CASCADE,
            secret_vetoes INTEGER NOT NULL DEFAULT 0 CHECK (secret_vetoes IN (0, 1)),
            allows_seen INTEGER NOT NULL DEFAULT 0 CHECK (allows_seen IN (0, 1))
        ) STRICT
        ;
INSERT INTO "group_settings" VALUES(-100,1,0);
CREATE TABLE night_fits (
            night_id INTEGER NOT NULL,
            movie_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            fit REAL NOT NULL CHECK (fit BETWEEN 0 AND 1),
            PRIMARY KEY (night_id, movie_id, person_id),
            FOREIGN KEY (night_id, person_id) REFERENCES night_members ON DELETE CASCADE,
            FOREIGN KEY (night_id, movie_id) REFERENCES night_options ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "night_fits" VALUES(1,6,7,0.9);
INSERT INTO "night_fits" VALUES(1,6,8,0.8);
CREATE TABLE night_members (
            night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            joined_at REAL NOT NULL,
            voted_round INTEGER,
            is_adding INTEGER NOT NULL DEFAULT 0 CHECK (is_adding IN (0, 1)),
            watched INTEGER NOT NULL DEFAULT 0 CHECK (watched IN (0, 1)),
            PRIMARY KEY (night_id, person_id)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "night_members" VALUES(1,7,201.0,1,0,0);
INSERT INTO "night_members" VALUES(1,8,201.0,NULL,0,0);
INSERT INTO "night_members" VALUES(2,8,1000.0,NULL,1,0);
CREATE TABLE night_options (
            night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
            movie_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('pick', 'again', 'added')),
            added_by INTEGER REFERENCES people ON DELETE SET NULL,
            score REAL,
            because INTEGER,
            because_of INTEGER REFERENCES people ON DELETE SET NULL,
            dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
            PRIMARY KEY (night_id, movie_id)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "night_options" VALUES(1,6,1,'pick',NULL,0.9,1214,7,0);
INSERT INTO "night_options" VALUES(1,47,2,'added',8,NULL,NULL,NULL,0);
CREATE TABLE night_updates (
            update_key TEXT PRIMARY KEY,
            night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
            said TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "night_updates" VALUES('tg:9',2,'You''re in.');
CREATE TABLE night_vetoes (
                night_id INTEGER NOT NULL,
                person_id INTEGER NOT NULL,
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (night_id, person_id),
                FOREIGN KEY (night_id, person_id) REFERENCES night_members ON DELETE CASCADE,
                FOREIGN KEY (night_id, movie_id) REFERENCES night_options ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            ;
INSERT INTO "night_vetoes" VALUES(1,8,47);
CREATE TABLE night_votes (
                night_id INTEGER NOT NULL,
                person_id INTEGER NOT NULL,
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (night_id, person_id, movie_id),
                FOREIGN KEY (night_id, person_id) REFERENCES night_members ON DELETE CASCADE,
                FOREIGN KEY (night_id, movie_id) REFERENCES night_options ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            ;
INSERT INTO "night_votes" VALUES(1,7,6);
INSERT INTO "night_votes" VALUES(1,7,47);
CREATE TABLE nights (
            night_id INTEGER PRIMARY KEY AUTOINCREMENT,
            chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE ON UPDATE CASCADE,
            host_id INTEGER REFERENCES people ON DELETE SET NULL,
            state TEXT NOT NULL CHECK (state IN ('gathering', 'voting', 'decided', 'cancelled')),
            wishes TEXT NOT NULL CHECK (json_valid(wishes)),
            began_at REAL NOT NULL,
            changed_at REAL NOT NULL,
            closes_at REAL,
            remind_at REAL,
            ask_at REAL,
            round INTEGER NOT NULL DEFAULT 0,
            polls_tried INTEGER NOT NULL DEFAULT 0,
            poll_tried_at REAL,
            relaxed INTEGER NOT NULL DEFAULT 0 CHECK (relaxed IN (0, 1)),
            winner INTEGER,
            settled_by TEXT CHECK (settled_by IN ('votes', 'fit', 'draw', 'pick')),
            CHECK ((state = 'decided') = (winner IS NOT NULL)),
            CHECK ((winner IS NULL) = (settled_by IS NULL))
        ) STRICT
        ;
INSERT INTO "nights" VALUES(1,-100,7,'decided','{"genres": ["Comedy"], "not_genres": ["Horror"], "year_from": null, "year_to": null, "age": null, "hidden_gems": false}',200.0,800.0,900.0,NULL,90000.0,1,0,NULL,0,6,'votes');
INSERT INTO "nights" VALUES(2,-100,8,'gathering','{"genres": [], "not_genres": [], "year_from": null, "year_to": null, "age": null, "hidden_gems": false}',1000.0,1000.0,NULL,NULL,NULL,0,0,NULL,0,NULL,NULL);
CREATE TABLE people (
            person_id INTEGER PRIMARY KEY,
            first_name TEXT NOT NULL DEFAULT '',
            first_seen_at REAL NOT NULL,
            time_zone TEXT,
            shows_log_in_groups INTEGER NOT NULL DEFAULT 0 CHECK (shows_log_in_groups IN (0, 1))
        ) STRICT
        ;
INSERT INTO "people" VALUES(7,'Ann',100.0,'Europe/Vienna',0);
INSERT INTO "people" VALUES(8,'Bob',100.0,NULL,1);
CREATE TABLE shown (
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            movie_id INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (person_id, movie_id)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "shown" VALUES(7,9,107.0);
CREATE TABLE watches (
            watch_id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            movie_id INTEGER NOT NULL,
            rating REAL CHECK (rating BETWEEN 0.5 AND 5),
            watched_on TEXT,
            source TEXT NOT NULL,
            update_key TEXT NOT NULL,
            logged_at REAL NOT NULL
        ) STRICT
        ;
INSERT INTO "watches" VALUES(1,7,6,4.5,'2026-11-20','chat','tg:1',101.0);
CREATE TABLE watchlist (
                person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                at REAL NOT NULL,
                PRIMARY KEY (person_id, movie_id)
            ) STRICT, WITHOUT ROWID
            ;
INSERT INTO "watchlist" VALUES(8,3,104.0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX watches_by_person ON watches (person_id, movie_id);
CREATE INDEX changes_by_person ON changes (person_id, change_id);
CREATE INDEX changes_by_undoes ON changes (undoes);
CREATE UNIQUE INDEX nights_open ON nights (chat_id) WHERE state IN ('gathering', 'voting');
CREATE INDEX nights_by_chat ON nights (chat_id, night_id);
CREATE INDEX night_updates_by_night ON night_updates (night_id);
CREATE INDEX night_members_by_person ON night_members (person_id);
CREATE INDEX night_votes_by_person ON night_votes (night_id, person_id);
CREATE INDEX night_vetoes_by_person ON night_vetoes (night_id, person_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('watches',2);
INSERT INTO "sqlite_sequence" VALUES('changes',6);
INSERT INTO "sqlite_sequence" VALUES('nights',2);
COMMIT;
