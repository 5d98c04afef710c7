# The image of web, worker and beat: the same code, three commands (docker-compose.yml).
FROM python:3.11-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/requirements.lock

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin samenkomst \
    && install -d -o samenkomst /srv/media /srv/beat
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/samenkomst
COPY . .
# Files are gathered with settings that stand for nothing: no value of theirs stays in the image.
RUN python locale/compile.py \
    && SECRET_KEY=none SITE_URL=https://none.invalid ALLOWED_HOSTS=none.invalid DATABASE_URL=postgres:///none \
       REDIS_URL=redis://none EMAIL_URL=memory: STRIPE_SECRET_KEY='' STRIPE_WEBHOOK_SECRET='' \
       python manage.py collectstatic --noinput --verbosity 0
USER 10001
ENV MEDIA_ROOT=/srv/media GRANIAN_WORKERS=2 GRANIAN_BLOCKING_THREADS=4
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
     "--workers-kill-timeout", "30s", "--respawn-failed-workers", "--no-access-log", "config.wsgi:application"]
