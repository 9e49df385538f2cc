import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { Socket } from "node:net";

/** Slack's side of Socket Mode: hands out a web socket's address and speaks short text frames on it. */
export async function startSlackSocket() {
  const sockets: Socket[] = [];
  const acks: string[] = [];
  let refusal: string | undefined;
  let isAway = false;
  let opened = 0;

  const server = createServer((request, response) => {
    if (isAway) return void request.socket.destroy();
    const { port } = server.address() as { port: number };
    const isOpen = request.url === "/api/apps.connections.open";
    if (isOpen) opened += 1;
    const answer = !isOpen
      ? { ok: true, team_id: "T0SOCKET", team: "Socket", user_id: "U0BOT" }
      : refusal === undefined
        ? { ok: true, url: `ws://127.0.0.1:${port}/link` }
        : { ok: false, error: refusal };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  server.on("upgrade", (request, socket: Socket) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on("error", () => undefined);
    socket.on("data", (data: Buffer) => acks.push(...unmask(data)));
    sockets.push(socket);
    send(socket, { type: "hello" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    acks,
    opened: () => opened,
    isConnected: () => sockets.some((socket) => !socket.destroyed),
    refuse: (error: string | undefined) => {
      refusal = error;
    },
    /** The network fails: every connection breaks and none is taken. */
    away: (away: boolean) => {
      isAway = away;
      if (away) for (const socket of sockets.splice(0)) socket.destroy();
    },
    deliver: (envelope: { envelope_id: string; type: string; payload: object }) => {
      for (const socket of sockets) send(socket, { accepts_response_payload: true, ...envelope });
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(socket: Socket, message: object): void {
  const body = Buffer.from(JSON.stringify(message));
  const length =
    body.length < 126 ? Buffer.from([body.length]) : Buffer.from([126, body.length >> 8, body.length & 255]);
  socket.write(Buffer.concat([Buffer.from([0x81]), length, body]));
}

/** The texts of a client's masked frames; control frames are left out. */
function unmask(data: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at + 6 <= data.length; ) {
    const isText = (data[at] ?? 0) === 0x81;
    const short = (data[at + 1] ?? 0) & 127;
    const start = at + (short === 126 ? 4 : 2);
    const length = short === 126 ? data.readUInt16BE(at + 2) : short;
    const mask = data.subarray(start, start + 4);
    const body = data
      .subarray(start + 4, start + 4 + length)
      .map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    if (isText) texts.push(Buffer.from(body).toString());
    at = start + 4 + length;
  }
  return texts;
}
