# context: node
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /usr/src/app
COPY package.json ./
RUN npm install --omit=dev && npm cache clean --force
COPY src ./src
RUN useradd node
USER node
EXPOSE 3000
CMD ["node", "src/server.js"]
