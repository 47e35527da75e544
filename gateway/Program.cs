using Platform.Gateway;

var app = GatewayService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
