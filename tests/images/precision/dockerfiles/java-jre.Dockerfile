# context: java
FROM peel.test/debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends default-jdk-headless
COPY src /src
RUN javac -d /out /src/Hello.java

FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends default-jre-headless && rm -rf /var/lib/apt/lists/*
COPY --from=build /out /app
USER 1001
ENTRYPOINT ["java", "-cp", "/app", "Hello"]
