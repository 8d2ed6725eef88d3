# context: go
FROM peel.test/debian:bookworm AS build
RUN apt-get update && apt-get install -y golang-go
COPY . /src
RUN cd /src && CGO_ENABLED=0 go build -o /hello .

FROM peel.test/debian:bookworm
COPY --from=build /hello /usr/local/bin/hello
CMD ["hello"]
