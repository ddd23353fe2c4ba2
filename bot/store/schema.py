"""The messenger's tables, as migrations: each runs once, in a transaction, in this order.

They lie in the recommender's file and refer to its people, so that whoever is forgotten there is
forgotten here too. The first steps find the tables in place where an earlier version of the
recommender made them.
"""

from recommender import Database, Migrations

migrations = Migrations("bot")


@migrations()
def chats(db: Database) -> None:
    """Where people write."""
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS chats (
            chat_id INTEGER PRIMARY KEY,
            is_group INTEGER NOT NULL CHECK (is_group IN (0, 1)),
            title TEXT NOT NULL DEFAULT '',
            lost_at REAL
        ) STRICT
        """
    )


@migrations()
def cards(db: Database) -> None:
    """Which message is which card: they are edited, also after a restart."""
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS cards (
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
        CREATE TABLE IF NOT EXISTS group_settings (
            chat_id INTEGER PRIMARY KEY REFERENCES chats ON DELETE CASCADE ON UPDATE CASCADE,
            secret_vetoes INTEGER NOT NULL DEFAULT 0 CHECK (secret_vetoes IN (0, 1)),
            allows_seen INTEGER NOT NULL DEFAULT 0 CHECK (allows_seen IN (0, 1))
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS nights (
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
        "CREATE UNIQUE INDEX IF NOT EXISTS nights_open ON nights (chat_id) "
        "WHERE state IN ('gathering', 'voting')"
    )
    db.execute("CREATE INDEX IF NOT EXISTS nights_by_chat ON nights (chat_id, night_id)")
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS night_updates (
            update_key TEXT PRIMARY KEY,
            night_id INTEGER NOT NULL REFERENCES nights ON DELETE CASCADE,
            said TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX IF NOT EXISTS night_updates_by_night ON night_updates (night_id)")
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS night_members (
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
    db.execute("CREATE INDEX IF NOT EXISTS night_members_by_person ON night_members (person_id)")
    db.execute(
        """
        CREATE TABLE IF NOT EXISTS night_options (
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
        CREATE TABLE IF NOT EXISTS night_fits (
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
            CREATE TABLE IF NOT EXISTS {table} (
                night_id INTEGER NOT NULL,
                person_id INTEGER NOT NULL,
                movie_id INTEGER NOT NULL,
                PRIMARY KEY (night_id, {key}),
                FOREIGN KEY (night_id, person_id) REFERENCES night_members ON DELETE CASCADE,
                FOREIGN KEY (night_id, movie_id) REFERENCES night_options ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID
            """
        )
        db.execute(f"CREATE INDEX IF NOT EXISTS {table}_by_person ON {table} (night_id, person_id)")


@migrations()
def inbox(db: Database) -> None:
    """Updates that are not answered yet, and the number of the newest one received."""
    db.execute(
        """
        CREATE TABLE inbox (
            update_id INTEGER PRIMARY KEY,
            person_id INTEGER,
            payload TEXT NOT NULL,
            received_at REAL NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX inbox_by_person ON inbox (person_id)")
    db.execute(
        """
        CREATE TABLE inbox_newest (
            place INTEGER PRIMARY KEY CHECK (place = 1),
            update_id INTEGER NOT NULL,
            received_at REAL NOT NULL
        ) STRICT
        """
    )


@migrations()
def lanes(db: Database) -> None:
    """In which order updates wait for each other; those of an earlier version form one lane."""
    db.execute("ALTER TABLE inbox ADD COLUMN lane TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX inbox_by_lane ON inbox (lane, update_id)")


@migrations()
def topics_and_shown_cards(db: Database) -> None:
    """In which topic a night happens, and what a card showed last."""
    db.execute("ALTER TABLE nights ADD COLUMN thread_id INTEGER")
    db.execute("ALTER TABLE cards ADD COLUMN shown TEXT")


@migrations()
def secret_vetoes(db: Database) -> None:
    """Which vetoes are never named; of those cast before, all where the group keeps them secret."""
    db.execute(
        "ALTER TABLE night_vetoes ADD COLUMN is_secret INTEGER NOT NULL DEFAULT 0 "
        "CHECK (is_secret IN (0, 1))"
    )
    db.execute(
        "UPDATE night_vetoes SET is_secret = 1 WHERE night_id IN "
        "(SELECT night_id FROM nights JOIN group_settings USING (chat_id) WHERE secret_vetoes = 1)"
    )


@migrations()
def inbox_of_a_bot(db: Database) -> None:
    """Whose updates these are: numbers of one bot say nothing of another's."""
    db.execute("ALTER TABLE inbox_newest ADD COLUMN bot_id INTEGER")


@migrations()
def blocked(db: Database) -> None:
    """Who is not answered any more."""
    db.execute(
        """
        CREATE TABLE blocked (
            person_id INTEGER PRIMARY KEY REFERENCES people ON DELETE CASCADE,
            at REAL NOT NULL
        ) STRICT
        """
    )
