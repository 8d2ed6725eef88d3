# context: site
FROM peel.test/debian:bookworm-slim
RUN apt-get update && apt-get install -y apache2 && apt-get clean
RUN a2enmod rewrite && a2dissite 000-default
COPY . /var/www/html/
RUN chown -R www-data:www-data /var/www/html
EXPOSE 80
CMD ["apache2ctl", "-D", "FOREGROUND"]
