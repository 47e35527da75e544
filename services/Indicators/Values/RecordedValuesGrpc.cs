using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Events;
using Platform.Contracts.Grpc.Indicators;
using Platform.Indicators.Definitions;
using Platform.Indicators.Storage;
using Platform.ServiceDefaults.Security;
using Platform.ServiceDefaults.Units;

namespace Platform.Indicators.Values;

/// <summary>Recorded values of one unit and period, for the report form.</summary>
[Authorize]
public sealed class RecordedValuesGrpc(IndicatorsDb db, DefinitionCatalog catalog, OrgUnitDirectory directory) : RecordedValues.RecordedValuesBase
{
    private const int MostIndicators = 200;

    public override async Task<RecordedValuesReply> Get(GetRecordedValuesRequest request, ServerCallContext context)
    {
        var stop = context.CancellationToken;
        if (!(await directory.GetAsync(stop)).ByCode.TryGetValue(request.OrgUnit, out var unit))
            throw new RpcException(new(StatusCode.NotFound, $"Unknown org unit {request.OrgUnit}"));
        if (!Rights.ReadUnit.Allows(Caller.From(context.GetHttpContext().User), unit))
            throw new RpcException(new(StatusCode.PermissionDenied, $"Org unit {request.OrgUnit} is out of scope"));
        if (request.Indicators.Count > MostIndicators)
            throw new RpcException(new(StatusCode.InvalidArgument, $"At most {MostIndicators} indicators"));
        var rows = await db.RecordedValues.AsNoTracking()
            .Where(v => v.OrgUnit == unit.Code && v.Period == request.Period && request.Indicators.Contains(v.Indicator)).ToListAsync(stop);
        var reply = new RecordedValuesReply();
        reply.Values.AddRange(
            from row in rows
            let definition = catalog.ByCode[row.Indicator]
            select new RecordedValue
            {
                Indicator = row.Indicator,
                Name = definition.Name,
                Numerator = Text(row.Numerator),
                Denominator = Text(row.Denominator),
                Value = Text(definition.ValueOf(row.Numerator, row.Denominator)),
                Provisional = row.Status != ValueStatuses.Confirmed,
            });
        return reply;
    }

    private static string Text(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
