// Dapr's SDK on both ends: subscribes "reports" on a free port, says where, and publishes to the sidecar when told its ports.
const { DaprClient, DaprServer, CommunicationProtocolEnum, DaprPubSubStatusEnum } = require('@dapr/dapr');
const net = require('net');
const readline = require('readline');

const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const quiet = { level: 'error' };

(async () => {
  const [http, grpc] = process.argv.slice(2);
  const serverPort = String(await freePort());
  const server = new DaprServer({
    serverHost: '127.0.0.1', serverPort, logger: quiet,
    clientOptions: { daprHost: '127.0.0.1', daprPort: http, logger: quiet },
  });
  let refused = false;
  await server.pubsub.subscribe('pubsub', 'reports', async (data) => {
    if (data === 'again' && !refused) {
      refused = true;
      say({ refused: data });
      return DaprPubSubStatusEnum.RETRY;
    }
    say({ received: data });
    return DaprPubSubStatusEnum.SUCCESS;
  });
  say({ port: serverPort });
  await server.start();

  for await (const line of readline.createInterface({ input: process.stdin })) {
    const protocol = line === 'grpc' ? CommunicationProtocolEnum.GRPC : CommunicationProtocolEnum.HTTP;
    const client = new DaprClient({ daprHost: '127.0.0.1', daprPort: line === 'grpc' ? grpc : http, communicationProtocol: protocol, logger: quiet });
    await client.pubsub.publish('pubsub', 'reports', { via: line });
    const bulk = await client.pubsub.publishBulk('pubsub', 'reports', [`${line} bulk 1`, { bulk: `${line} 2` }]);
    say({ published: line, failed: bulk.failedMessages.length });
  }
  process.exit(0);
})().catch((error) => { process.stderr.write(`${error.stack}\n`); process.exit(1); });
