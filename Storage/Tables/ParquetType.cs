using Parquet.Schema;

namespace Huracan.Storage.Tables;

/// <summary>The type of a column, for messages.</summary>
internal static class ParquetType
{
    public static string Of(Field column) => column switch
    {
        DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => "date",
        DateTimeDataField time => IsInstant(time) ? "timestamp in UTC" : "timestamp without zone",
        DataField { IsArray: true } => "list",
        DataField when IsText(column) => "text",
        DataField data => Name(data.ClrType),
        _ => column.SchemaType.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a column holds instants (isAdjustedToUTC). Older files that say nothing of a zone may hold local time.</summary>
    public static bool IsInstant(Field column) =>
        column is DateTimeDataField { DateTimeFormat: DateTimeFormat.Timestamp, IsAdjustedToUTC: true };

    public static bool IsWhole(Field column) =>
        column is DataField { IsArray: false } data && Type.GetTypeCode(data.ClrType) is >= TypeCode.SByte and <= TypeCode.UInt64;

    public static bool IsNumber(Field column) =>
        IsWhole(column)
            || column is DataField { IsArray: false } data
                && Type.GetTypeCode(data.ClrType) is TypeCode.Double or TypeCode.Single or TypeCode.Decimal;

    public static bool IsText(Field column) => column is DataField { IsArray: false } data && data.ClrType == typeof(ReadOnlyMemory<char>);

    private static string Name(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Double => "double",
        TypeCode.Single => "float",
        TypeCode.Boolean => "boolean",
        TypeCode.SByte => "int8",
        _ when type == typeof(ReadOnlyMemory<byte>) => "bytes",
        _ => type.Name.ToLowerInvariant(),
    };
}
