# context: python
FROM peel.test/debian:bookworm-slim
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends python3 tini; \
    rm -rf /var/lib/apt/lists/*; \
    python3 --version
COPY --chown=nobody:nogroup tests/test_shop.py /job/run.py
USER nobody
ENTRYPOINT ["tini", "--"]
CMD ["python3", "/job/run.py"]
