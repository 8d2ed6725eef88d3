# context: shell
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends git
RUN git init --bare /srv/git/repo.git
EXPOSE 9418
CMD ["git", "daemon", "--reuseaddr", "--base-path=/srv/git", "/srv/git"]
