using System.IO.Pipelines;
using Huracan.Contracts.Client;

namespace Huracan.Tests.Contracts.Client;

public class IdleTimeoutStreamTests
{
    private readonly Pipe pipe = new();

    [Fact]
    public async Task Data_is_read_and_an_idle_stream_times_out()
    {
        await using var stream = new IdleTimeoutStream(pipe.Reader.AsStream(), TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await pipe.Writer.WriteAsync(": alive"u8.ToArray());
        var buffer = new byte[100];
        Assert.Equal(7, await stream.ReadAsync(buffer));
        var error = await Assert.ThrowsAsync<IOException>(() => stream.ReadExactlyAsync(buffer, 0, 1).AsTask());
        Assert.Contains("0.2 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_read_is_not_a_timeout()
    {
        await using var stream = new IdleTimeoutStream(pipe.Reader.AsStream(), TimeSpan.FromMinutes(1), TimeProvider.System);
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.ReadExactlyAsync(new byte[1], 0, 1, enough.Token).AsTask());
    }
}
