require('assert')(true);
