require('fs').mkdirSync('dist', { recursive: true });
require('fs').writeFileSync('dist/app.js', '// built');
