"""The tables, as migrations: each runs once, in a transaction, in this order."""

from recommender.storage.sqlite import Database, Migrations

migrations = Migrations("because-you-watched")


@migrations()
def people_and_chats(db: Database) -> None:
    """Who writes. The name is that of the time when the chats were made here too."""
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
def acts(db: Database) -> None:
    """One update may change a film by several acts: a change says which of them it was.

    The old table allowed one change of a film for each update. SQLite cannot drop a constraint,
    so the table is made anew.
    """
    db.execute(
        """
        CREATE TABLE new_changes (
            change_id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
            update_key TEXT NOT NULL,
            act INTEGER NOT NULL DEFAULT 0,
            row_table TEXT NOT NULL,
            movie_id INTEGER NOT NULL,
            row_before TEXT CHECK (row_before IS NULL OR json_valid(row_before)),
            row_after TEXT CHECK (row_after IS NULL OR json_valid(row_after)),
            at REAL NOT NULL,
            undoes INTEGER REFERENCES new_changes ON DELETE CASCADE,
            undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
        ) STRICT
        """
    )
    # Ids are never given twice, also not those of people who were forgotten.
    db.execute(
        "INSERT INTO sqlite_sequence (name, seq) "
        "SELECT 'new_changes', seq FROM sqlite_sequence WHERE name = 'changes'"
    )
    db.execute(
        "INSERT INTO new_changes SELECT change_id, person_id, update_key, 0, row_table, movie_id, "
        "row_before, row_after, at, undoes, undone FROM changes ORDER BY change_id"
    )
    db.execute("DROP TABLE changes")
    db.execute("ALTER TABLE new_changes RENAME TO changes")
    db.execute("CREATE INDEX changes_by_person ON changes (person_id, change_id)")
    db.execute("CREATE INDEX changes_by_undoes ON changes (undoes)")
    # One undo takes several changes of a film back, so those that undo are counted apart.
    db.execute(
        "CREATE UNIQUE INDEX changes_once ON changes "
        "(person_id, update_key, act, row_table, movie_id) WHERE undoes IS NULL"
    )
    db.execute(
        "CREATE UNIQUE INDEX undoings_once ON changes "
        "(person_id, update_key, act, undoes) WHERE undoes IS NOT NULL"
    )


@migrations()
def added_film_states(db: Database) -> None:
    """Who finds a film that somebody added: those that a second person knows are everybody's."""
    db.execute(
        "ALTER TABLE added_films ADD COLUMN state TEXT NOT NULL DEFAULT 'private' "
        "CHECK (state IN ('private', 'shared', 'removed'))"
    )
    known_to_others = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} AS other WHERE other.movie_id = added_films.movie_id "  # noqa: S608  (ours)
        "AND other.person_id IS NOT added_films.person_id)"
        for table in ("watches", "watchlist")
    )
    db.execute(
        f"UPDATE added_films SET state = 'shared' WHERE person_id IS NULL OR {known_to_others}"  # noqa: S608  (ours)
    )
    db.execute("CREATE INDEX added_films_by_person ON added_films (person_id, state)")
    db.execute("CREATE INDEX added_films_by_title ON added_films (title COLLATE NOCASE)")
