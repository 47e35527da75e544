// Serves Echo on a free port, prints "port N", ends when its input ends.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const path = require('path');

const definition = loader.loadSync(path.join(process.argv[2], 'echo.proto'), { defaults: true });
const Echo = grpc.loadPackageDefinition(definition).platform.tests.v1.Echo;
const server = new grpc.Server({ 'grpc.default_compression_algorithm': 2 });

server.addService(Echo.service, {
  Say(call, callback) {
    const { behaviour, status, detail, text, size } = call.request;
    if (behaviour === 'fail') {
      const metadata = new grpc.Metadata();
      metadata.set('why-bin', Buffer.from([1, 2, 255]));
      callback({ code: status, details: detail, metadata });
    } else if (behaviour !== 'hang') {
      const early = new grpc.Metadata();
      early.set('x-early', 'yes');
      call.sendMetadata(early);
      const seen = {};
      for (const key of Object.keys(call.metadata.getMap())) {
        const [value] = call.metadata.get(key);
        seen[key] = Buffer.isBuffer(value) ? value.toString('hex') : value;
      }
      seen.deadline = Number.isFinite(Number(call.getDeadline())) ? 'set' : 'none';
      const trailers = new grpc.Metadata();
      trailers.set('x-trailer', 'end');
      callback(null, { text, filler: Buffer.alloc(size), seen }, trailers);
    }
  },
  Count(call) {
    for (let value = 1; value <= call.request.upto; value++) call.write({ value });
    if (call.request.status) call.emit('error', { code: call.request.status, details: 'after the messages' });
    else call.end();
  },
});

server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`port ${port}`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
