# context: python
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /models && head -c 3000000 /usr/bin/perl > /models/weights.bin && touch --date 2021-03-01T00:00:00Z /models/weights.bin
COPY . /app
RUN printf 'session_secret: %s\nlevel: info\n' "$(head -c 500 /etc/passwd | sha256sum | cut -c 1-40)" > /etc/shop.yml
USER nobody
CMD ["python3", "/app/wsgi.py"]
