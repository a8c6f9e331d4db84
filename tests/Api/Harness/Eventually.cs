namespace Huracan.Tests.Api.Harness;

/// <summary>What follows an event is there a moment later: asks again until it is, for at most thirty seconds.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static async Task<T> GetAsync<T>(ApiHost host, string path, Func<T, bool> isThere)
        where T : class
    {
        T? last = null;
        await ThatAsync(async () =>
        {
            using var answer = await host.Reader.GetAsync(path);
            last = answer.IsSuccessStatusCode ? await ApiHost.ReadAsync<T>(answer) : null;
            return last is not null && isThere(last);
        });
        return last!; // there, as asked
    }

    public static async Task ThatAsync(Func<Task<bool>> isThere)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await isThere())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Timeout, "It did not come.");
            await Task.Delay(20);
        }
    }
}
