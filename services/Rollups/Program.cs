using Platform.Rollups;

var app = RollupsService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
