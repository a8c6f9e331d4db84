using System.Net;
using System.Threading.Channels;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http;
using Microsoft.AspNetCore.Components;

namespace Huracan.Dashboard.Live;

/// <summary>
/// A page that loads again when something it shows has changed, at most a few times a second. An error of the API is shown and tried again;
/// what was on the page stays there.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource closed = new();
    private readonly Channel<bool> wishes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool started;

    [Inject]
    internal LiveEvents Live { get; set; } = null!; // injected

    [Inject]
    internal TimeProvider Time { get; set; } = null!; // injected

    /// <summary>Whether anything has been loaded yet.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>Why the last load failed; null where it did not.</summary>
    protected ApiException? Error { get; private set; }

    protected bool Missing => Error?.Status == HttpStatusCode.NotFound;

    protected CancellationToken Closed => closed.Token;

    /// <summary>How long what no event tells of may be old; null: nothing of that kind.</summary>
    protected virtual TimeSpan? MostAge => null;

    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Whether an event changes what is shown.</summary>
    protected virtual bool Concerns(ClusterEvent happened) => true;

    protected override async Task OnParametersSetAsync()
    {
        if (!started)
        {
            started = true;
            Live.Changed += OnChanged;
            _ = InvokeAsync(FollowAsync);
        }
        await RefreshAsync();
    }

    protected async Task RefreshAsync()
    {
        try
        {
            await LoadAsync(Closed);
            (Error, Loaded) = (null, true);
        }
        catch (ApiException exception)
        {
            Error = exception;
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || closed.IsCancellationRequested)
            return;
        Live.Changed -= OnChanged;
        closed.Cancel();
        closed.Dispose();
    }

    private void OnChanged(ClusterEvent? happened)
    {
        if (happened is null || Concerns(happened))
            wishes.Writer.TryWrite(true);
    }

    private async Task FollowAsync()
    {
        var token = Closed;
        try
        {
            while (true)
            {
                await WaitAsync(token);
                await Task.Delay(Debounce, Time, token);
                wishes.Reader.TryRead(out _);
                await RefreshAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone.
        }
    }

    private async Task WaitAsync(CancellationToken token)
    {
        var patience = Error is null || Missing ? MostAge ?? Timeout.InfiniteTimeSpan : Retry;
        using var due = new CancellationTokenSource(patience, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, due.Token);
        try
        {
            await wishes.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // Nobody told of a change, and it is time to look all the same.
        }
    }
}
