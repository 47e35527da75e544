namespace Platform.EmbeddedEngine;

/// <summary>HTTP status of ClickHouse's error codes, as its server answers them.</summary>
internal static class ErrorStatus
{
    public static int Of(int code) => code switch
    {
        // Values, literals and syntax that cannot be parsed; parameters; types that do not fit.
        6 or 26 or 27 or 38 or 41 or 53 or 62 or 69 or 72 or 117 or 130 or 167 or 168 or 320 or 321 or 376 or 427 or 456 or 457 => 400,
        // User or password.
        192 or 193 or 194 or 497 or 516 => 403,
        // Unknown column, function, identifier, type, storage, table, aggregate function, format, database, setting, dictionary …
        16 or 46 or 47 or 50 or 56 or 60 or 63 or 73 or 81 or 96 or 103 or 115 or 218 or 336 => 404,
        159 => 408,
        66 => 413,
        48 => 501,
        202 or 241 => 503,
        _ => 500,
    };
}
