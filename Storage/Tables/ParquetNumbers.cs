using Parquet.Schema;

namespace Huracan.Storage.Tables;

/// <summary>Columns of whatever number type as doubles or whole numbers.</summary>
internal static class ParquetNumbers
{
    /// <summary>A column for which <see cref="ParquetType.IsNumber"/> holds; NULL is NaN.</summary>
    public static double[] Doubles(ParquetFile file, DataField column) => Type.GetTypeCode(column.ClrType) switch
    {
        TypeCode.Double => file.Read<double>(column, double.NaN),
        TypeCode.Single => file.Read<float, double>(column, x => x, double.NaN),
        TypeCode.Decimal => file.Read<decimal, double>(column, x => (double)x, double.NaN),
        TypeCode.SByte => file.Read<sbyte, double>(column, x => x, double.NaN),
        TypeCode.Byte => file.Read<byte, double>(column, x => x, double.NaN),
        TypeCode.Int16 => file.Read<short, double>(column, x => x, double.NaN),
        TypeCode.UInt16 => file.Read<ushort, double>(column, x => x, double.NaN),
        TypeCode.Int32 => file.Read<int, double>(column, x => x, double.NaN),
        TypeCode.UInt32 => file.Read<uint, double>(column, x => x, double.NaN),
        TypeCode.Int64 => file.Read<long, double>(column, x => x, double.NaN),
        TypeCode.UInt64 => file.Read<ulong, double>(column, x => x, double.NaN),
        _ => throw new ArgumentException($"Column {column.Name} holds no numbers.", nameof(column)),
    };

    /// <summary>The same as floats; what is too large for one becomes infinite.</summary>
    public static float[] Floats(ParquetFile file, DataField column) => Type.GetTypeCode(column.ClrType) switch
    {
        TypeCode.Single => file.Read<float>(column, float.NaN),
        TypeCode.Double => file.Read<double, float>(column, x => (float)x, float.NaN),
        TypeCode.SByte => file.Read<sbyte, float>(column, x => x, float.NaN),
        _ => Array.ConvertAll(Doubles(file, column), x => (float)x),
    };

    /// <summary>
    /// A column for which <see cref="ParquetType.IsWhole"/> holds, without NULL; what is larger than a long becomes the largest one.
    /// </summary>
    public static long[] Whole(ParquetFile file, DataField column) => Type.GetTypeCode(column.ClrType) switch
    {
        TypeCode.SByte => file.Read<sbyte, long>(column, x => x),
        TypeCode.Byte => file.Read<byte, long>(column, x => x),
        TypeCode.Int16 => file.Read<short, long>(column, x => x),
        TypeCode.UInt16 => file.Read<ushort, long>(column, x => x),
        TypeCode.Int32 => file.Read<int, long>(column, x => x),
        TypeCode.UInt32 => file.Read<uint, long>(column, x => x),
        TypeCode.Int64 => file.Read<long>(column),
        TypeCode.UInt64 => file.Read<ulong, long>(column, x => (long)Math.Min(x, long.MaxValue)),
        _ => throw new ArgumentException($"Column {column.Name} holds no whole numbers.", nameof(column)),
    };
}
