//go:build !linux && !darwin && !windows

package cli

// roomAt can't tell how much is free on a disk here.
func roomAt(string) int64 { return 0 }
