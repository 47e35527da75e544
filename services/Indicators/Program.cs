using Platform.Indicators;

var app = IndicatorsService.Create(args);
await app.PrepareAsync();
await app.RunAsync();
