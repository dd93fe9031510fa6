'use strict';
// The engine's batch tool as a process that is asked line by line; started again when it dies.
const {spawn} = require('child_process');

class Engine {
  constructor(path) {
    this.path = path;
    this.start();
  }
  start() {
    this.buffer = '';
    this.waiting = [];
    this.process = spawn(this.path, [], {stdio: ['pipe', 'pipe', 'inherit']});
    this.process.stdin.on('error', () => {});
    this.process.stdout.setEncoding('utf8').on('data', chunk => {
      this.buffer += chunk;
      for (let end; (end = this.buffer.indexOf('\n')) >= 0; this.buffer = this.buffer.slice(end + 1)) this.waiting.shift()(this.buffer.slice(0, end));
    });
    this.process.on('exit', (code, signal) => {
      for (const answer of this.waiting.splice(0)) answer(JSON.stringify({error: {code: 'CRASH', message: `exit ${code} ${signal}`}}));
      this.dead = true;
    });
  }
  ask(request) {
    if (this.dead) this.dead = false, this.start();
    return new Promise(resolve => {
      this.waiting.push(line => resolve(JSON.parse(line)));
      this.process.stdin.write(JSON.stringify(request) + '\n');
    });
  }
  stop() { this.process.stdin.end(); }
}

module.exports = {Engine};
