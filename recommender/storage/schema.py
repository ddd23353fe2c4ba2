"""The tables, as migrations: each runs once, in a transaction, in this order."""

from recommender.storage.sqlite import Database, Migrations

migrations = Migrations("because-you-watched")


@migrations()
def people_and_chats(db: Database) -> None:
    """Who writes, and where."""
    db.execute(
        """
        CREATE TABLE people (
            person_id INTEGER PRIMARY KEY,
            first_name TEXT NOT NULL DEFAULT '',
            first_seen_at REAL NOT NULL,
            time_zone TEXT,
            shows_log_in_groups INTEGER NOT NULL DEFAULT 0 CHECK (shows_log_in_groups IN (0, 1))
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE chats (
            chat_id INTEGER PRIMARY KEY,
            is_group INTEGER NOT NULL CHECK (is_group IN (0, 1)),
            title TEXT NOT NULL DEFAULT '',
            lost_at REAL
        ) STRICT
        """
    )


@migrations()
def watches_and_lists(db: Database) -> None:
    """What people saw, refused and want to see."""
    db.execute(
        """
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
        """
    )
    db.execute("CREATE INDEX watches_by_person ON watches (person_id, movie_id)")
    for table in ("dismissals", "watchlist"):
        db.execute(
            f"""
            CREATE TABLE {table} (
                person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
                movie_id INTEGER NOT NULL,
                at REAL NOT NULL,
                PRIMARY KEY (person_id, movie_id)
            ) STRICT, WITHOUT ROWID
            """
        )


@migrations()
def journal(db: Database) -> None:
    """Every change with the row before and after it: what makes undo and idempotence."""
    db.execute(
        """
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
        """
    )
    db.execute("CREATE INDEX changes_by_person ON changes (person_id, change_id)")
    db.execute("CREATE INDEX changes_by_undoes ON changes (undoes)")


@migrations()
def shown_and_added(db: Database) -> None:
    """What was shown lately, so that lists stay fresh; and the films that people added."""
    db.execute(
        """
        CREATE TABLE shown (
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            movie_id INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (person_id, movie_id)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE added_films (
            movie_id INTEGER PRIMARY KEY,
            person_id INTEGER REFERENCES people ON DELETE SET NULL,
            title TEXT NOT NULL CHECK (title <> ''),
            year INTEGER,
            genres TEXT NOT NULL,
            at REAL NOT NULL
        ) STRICT
        """
    )


@migrations()
def cards(db: Database) -> None:
    """Which message is which card: they are edited, also after a restart."""
    db.execute(
        """
        CREATE TABLE cards (
            chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE ON UPDATE CASCADE,
            card TEXT NOT NULL,
            message_id INTEGER NOT NULL,
            poll_id TEXT UNIQUE,
            PRIMARY KEY (chat_id, card)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def nights(db: Database) -> None:
    """Movie nights: who is in, what is on the list, who voted for what."""
    db.execute(
        """
        CREATE TABLE group_settings (
            chat_id INTEGER PRIMARY KEY REFERENCES chats ON DELETE CASCADE ON UPDATE CASCADE,
            secret_vetoes INTEGER NOT NULL DEFAULT 0 CHECK (secret_vetoes IN (0, 1)),
            allows_seen INTEGER NOT NULL DEFAULT 0 CHECK (allows_seen IN (0, 1))
        ) STRICT
        """
    )
    db.execute(
        """
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
        """
    )
    # One open night a group, whatever the code does.
    db.execute(
        "CREATE UNIQUE INDEX nights_open ON nights (chat_id) WHERE state IN ('gathering', 'voting')"
    )
    db.execute("CREATE INDEX nights_by_chat ON nights (chat_id, night_id)")
    db.execute(
        """
        CREATE TABLE night_updates (
            update_key TEXT PRIMARY KEY,
            night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
            said TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX night_updates_by_night ON night_updates (night_id)")
    db.execute(
        """
        CREATE TABLE night_members (
            night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            joined_at REAL NOT NULL,
            voted_round INTEGER,
            is_adding INTEGER NOT NULL DEFAULT 0 CHECK (is_adding IN (0, 1)),
            watched INTEGER NOT NULL DEFAULT 0 CHECK (watched IN (0, 1)),
            PRIMARY KEY (night_id, person_id)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX night_members_by_person ON night_members (person_id)")
    db.execute(
        """
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
        """
    )
    db.execute(
        """
        CREATE TABLE night_fits (
            night_id INTEGER NOT NULL,
            movie_id INTEGER NOT NULL,
            person_id INTEGER NOT NULL,
            fit REAL NOT NULL CHECK (fit BETWEEN 0 AND 1),
            PRIMARY KEY (night_id, movie_id, person_id),
            FOREIGN KEY (night_id, person_id) REFERENCES night_members ON DELETE CASCADE,
            FOREIGN KEY (night_id, movie_id) REFERENCES night_options ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """
    )
    for table, key in (("night_votes", "person_id, movie_id"), ("night_vetoes", "person_id")):
        db.execute(
            f"""
            CREATE TABLE {table} (
                night_id INTEGER NOT NULL,
                person_id INTEGER NOT NULL,
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (night_id, {key}),
                FOREIGN KEY (night_id, person_id) REFERENCES night_members ON DELETE CASCADE,
                FOREIGN KEY (night_id, movie_id) REFERENCES night_options ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            """
        )
        db.execute(f"CREATE INDEX {table}_by_person ON {table} (night_id, person_id)")
