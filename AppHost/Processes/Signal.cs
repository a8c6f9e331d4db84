namespace Huracan.AppHost.Processes;

/// <summary>POSIX signals, by their numbers on Linux.</summary>
internal enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
}
