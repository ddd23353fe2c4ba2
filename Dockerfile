# The bot in a slim image: not root, everything it keeps in one volume.
#
#   docker build -t because-you-watched .
#   docker run --env-file .env -v because-you-watched:/data because-you-watched
FROM python:3.13-slim

# implicit needs OpenMP, which slim images lack.
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 10001 bot && install -d -o bot -g bot -m 0700 /data
WORKDIR /app

# First what seldom changes, so that a change of our code does not install the world again.
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY recommender ./recommender
RUN pip install --no-cache-dir --no-deps .

USER bot
ENV DATA_DIR=/data
VOLUME /data

# The database answers, and its file is whole: the bot rewrites nothing while this reads.
HEALTHCHECK --interval=5m --timeout=20s --start-period=2m \
    CMD ["python", "-c", "import sqlite3; sqlite3.connect('file:/data/bot.db?mode=ro', uri=True).execute('SELECT count(*) FROM people').fetchone()"]

ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
