package cli

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"alur/model"
)

// Each line of the record ends with the PC it came from; lines that fit 80
// columns still do.
func TestTheRecordSaysWhereItWasDone(t *testing.T) {
	events := []model.Event{{Station: "KASIR-2"}, {Station: model.CommandLine}}
	for wide, want := range map[int]string{60: model.CommandLine, 70: "command…", 75: model.CommandLine, 120: model.CommandLine} {
		rows := withStations([][]string{{"1", strings.Repeat("x", wide-3)}, {"2", "y"}}, events)
		var b strings.Builder
		if err := table(&b, rows); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		if !strings.HasSuffix(lines[0], "  KASIR-2") || !strings.HasSuffix(lines[1], "  "+want) {
			t.Errorf("of %d columns:\n%s", wide, b.String())
		}
		if got := ansi.StringWidth(lines[1]); wide <= 74 && got > 80 {
			t.Errorf("a line of %d has %d columns", wide, got)
		}
	}
}
