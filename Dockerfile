# The site in one container: web server and background worker, data in /data.
FROM python:3.13-slim

# The Hungarian dictionary of the search
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends hunspell-hu && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 1000 kka && mkdir /data && chown kka /data
WORKDIR /site
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --prefer-binary -r requirements.txt
COPY . .

# Compiled here, since the site's folder is not the user's to write when it runs.
RUN python scripts/messages compile

ENV CMS_DATA_DIR=/data CMS_BIND=0.0.0.0 PYTHONUNBUFFERED=1
USER kka
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=180s CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 5)"]
CMD ["python", "scripts/run"]
