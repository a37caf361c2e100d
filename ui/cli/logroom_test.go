package cli

import "testing"

// TestALogGetsTheRoomItNeeds: what a log of a million rows keeps has room below
// the limit, and so has what a larger one does, which is up to one and a half
// times its file, or fifteen times where that is packed.
func TestALogGetsTheRoomItNeeds(t *testing.T) {
	const mb = 1 << 20
	for _, tt := range []struct {
		name string
		size int64
		want int64
	}{
		{"small.csv", 1000, 150 * mb},
		{"small.csv.gz", 7 * mb, 150 * mb},
		{"million.csv", 90 * mb, 180 * mb},
		{"long.csv", 1000 * mb, 2000 * mb},
		{"long.CSV.GZ", 100 * mb, 2000 * mb},
	} {
		if got := roomFor(tt.name, tt.size); got != tt.want {
			t.Errorf("%s of %d MB may take %d MB, want %d", tt.name, tt.size/mb, got/mb, tt.want/mb)
		}
	}
}
