# context: site
FROM peel.test/precision/nginx:1.0
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY index.html style.css /usr/share/nginx/html/
EXPOSE 8080
