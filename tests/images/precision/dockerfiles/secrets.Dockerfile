# context: shell
FROM peel.test/debian:bookworm-slim
ARG GITHUB_TOKEN
ENV DATABASE_PASSWORD=change-me-now
RUN echo "machine github.com login ci password $GITHUB_TOKEN" > /root/.netrc && true && rm /root/.netrc
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
CMD ["true"]
