echo "a service"
