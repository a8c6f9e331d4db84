using Huracan.Engine.Tables;
using Huracan.Storage.Parquet;

namespace Huracan.Api.Units;

/// <summary>Reads Parquet from memory.</summary>
internal sealed class ParquetReader : IDisposable
{
    private const int Readers = 2;
    private readonly SemaphoreSlim reading = new(Readers); // limits the memory and files in use at a time

    public async Task<Table> ReadAsync(byte[] content, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        var path = Path.Combine(Path.GetTempPath(), $"huracan-{Guid.NewGuid():N}.parquet");
        try
        {
            await File.WriteAllBytesAsync(path, content, cancellationToken); // the reader takes files only
            return ParquetTable.Read(path);
        }
        finally
        {
            File.Delete(path);
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();
}
