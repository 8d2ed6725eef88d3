# context: python
FROM peel.test/debian:bookworm
RUN apt-get update
RUN apt-get install -y python3 python3-pip
COPY . /app
WORKDIR /app
RUN pip install --break-system-packages -r requirements.txt
EXPOSE 5000
CMD python3 -m flask --app shop run --host 0.0.0.0
