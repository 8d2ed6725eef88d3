# context: c
FROM peel.test/debian:bookworm
MAINTAINER someone <someone@peel.test>
RUN apt-get update && apt-get install -y build-essential
ADD . /build
WORKDIR /build
RUN make
RUN make install
RUN rm -rf /build
CMD /usr/local/bin/hello
