using System.Data.Common;
using System.Globalization;

namespace ClickHouse.Client;

/// <summary>The server refused a query. <see cref="System.Runtime.InteropServices.ExternalException.ErrorCode"/> is ClickHouse's code, such as 60 for an unknown table.</summary>
public class ClickHouseServerException : DbException
{
    /// <summary>Without a message.</summary>
    public ClickHouseServerException()
    {
    }

    /// <summary>With the server's text, the query and the code.</summary>
    public ClickHouseServerException(string error, string? query, int errorCode) : base(error, errorCode) => Query = query;

    /// <summary>The query that failed; null when its text was not sent as text.</summary>
    public string? Query { get; }

    /// <summary>Reads the code from the server's text (<c>Code: 60. DB::Exception: …</c>); -1 if there is none.</summary>
    public static ClickHouseServerException FromServerResponse(string error, string? query)
    {
        var digits = new string([.. error.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return new ClickHouseServerException(error, query, int.TryParse(digits, CultureInfo.InvariantCulture, out var code) ? code : -1);
    }
}
