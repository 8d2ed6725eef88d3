# context: shell
FROM peel.test/debian:bookworm-slim
LABEL org.opencontainers.image.title="convert" org.opencontainers.image.licenses="ImageMagick"
RUN apt-get update && apt-get install -y --no-install-recommends imagemagick ghostscript && rm -rf /var/lib/apt/lists/*
WORKDIR /work
USER 1000:1000
ENTRYPOINT ["convert"]
