# context: node
FROM peel.test/debian:bookworm
RUN apt-get update && apt-get install -y nodejs npm
WORKDIR /usr/src/app
COPY . .
RUN npm install
EXPOSE 3000
CMD npm start
