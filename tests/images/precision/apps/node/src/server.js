const express = require('express');
const app = express();
app.get('/health', (_, answer) => answer.json({ ok: true }));
app.listen(process.env.PORT || 3000);
