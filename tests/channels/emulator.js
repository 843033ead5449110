// The public Telegram emulator, with what it leaves out of the Bot API's answers put in:
// getMe without is_bot, callback queries without chat_instance, dates in milliseconds, null for true.
const express = require("express");
const TelegramServer = require("telegram-test-api");

const plain = express.response.json;
express.response.json = function json(body) {
  if (body && body.ok) {
    if (body.result === null) body.result = true;
    if (body.result.username && !body.result.chat) body.result.is_bot = true;
    for (const update of Array.isArray(body.result) ? body.result : []) {
      if (update.callback_query) update.callback_query.chat_instance = "1";
    }
    if (body.result.date > 1e11) body.result.date = Math.floor(body.result.date / 1000);
  }
  return plain.call(this, body);
};

const server = new TelegramServer({ host: "127.0.0.1", port: Number(process.argv[2]) });
server.start().then(() => console.log("ready"));
