package join

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/crypto/ssh"

	"alur/model"
)

// What is written to the terminal beside what the server draws. A line may be
// cut in the middle of a sequence: the first of plain ends it.
const (
	enter = "\x1b[?1049h\x1b[2J\x1b[H"
	leave = "\x1b[?1049l"
	plain = "\x1b\\" + // Whatever was begun.
		"\x1b[?2026l" + // Drawing held back.
		"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l" + // Mouse, focus, pasting.
		"\x1b[=0;1u\x1b[>4;0m" + // Keys told in another way.
		"\x1b[r\x1b[0m\x1b[0 q\x1b[?25h" // Scrolling, colour, the cursor.
)

// The longest and the shortest pause before another try.
const (
	shortest = time.Second
	longest  = 30 * time.Second
)

// pause is how long to wait after a round of tries: twice as long each time,
// and never quite as long as other PCs that lost their line at the same moment.
func pause(round int, chance uint64) time.Duration {
	d := min(longest, shortest<<min(round, 10))
	return d/2 + time.Duration(chance%uint64(d/2)) //nolint:gosec // It is half a minute at most.
}

// wait says that there is no line and when the next try is, until then; Enter
// tries at once, though one that is held down no more often than the shortest
// pause. False where the person leaves.
func (c *client) wait(ctx context.Context, d time.Duration, why error) (stays bool) {
	until, atOnce := time.Now().Add(d), time.Now().Add(shortest/2)
	ticks := time.NewTicker(250 * time.Millisecond)
	defer ticks.Stop()
	for left := d; left > 0; left = time.Until(until) {
		c.banner(c.lines(why, int((left+time.Second-1)/time.Second))...)
		select {
		case piece, open := <-c.keys:
			if !open || leaves(piece) {
				return false
			}
			if bytes.ContainsAny(piece, "\r\n") && atOnce.Before(until) {
				until = atOnce
			}
		case <-c.resized:
			_, _ = io.WriteString(c.Terminal, "\x1b[2J")
		case <-ticks.C:
		case <-ctx.Done():
			return false
		}
	}
	c.banner(c.lines(why, 0)...)
	return true
}

// lines says what happened, whether the work is safe, what comes next, and
// which keys do something meanwhile.
func (c *client) lines(why error, seconds int) []model.Reason {
	if c.since.IsZero() {
		return []model.Reason{reason(c.Hosts, why), next(seconds), {Say: model.Say{
			EN: "Enter tries at once, Ctrl+Q leaves.",
			ID: "Enter langsung mencoba, Ctrl+Q keluar.",
		}}}
	}
	var lines []model.Reason
	if c.told != "" {
		lines = append(lines, model.Reason{Say: model.Say{EN: "%s", ID: "%s"}, Args: []any{c.told}})
	}
	return append(lines, model.Reason{Say: model.Say{
		EN: "Not connected since %s. Nothing is lost. %s",
		ID: "Tidak terhubung sejak %s. Tidak ada yang hilang. %s",
	}, Args: []any{c.since.Format("15:04"), next(seconds).In(c.Lang)}}, model.Reason{Say: model.Say{
		EN: "What you type now is not written. Enter tries at once, Ctrl+Q leaves.",
		ID: "Yang diketik sekarang tidak tertulis. Enter langsung mencoba, Ctrl+Q keluar.",
	}})
}

// next says when the next try is.
func next(seconds int) model.Reason {
	if seconds == 0 {
		return model.Reason{Say: model.Say{EN: "Trying again now.", ID: "Mencoba lagi sekarang."}}
	}
	return model.Reason{Say: model.Say{EN: "Trying again in %d s.", ID: "Mencoba lagi dalam %d dtk."}, Args: []any{seconds}}
}

// reason says why there is no line yet.
func reason(hosts []string, why error) model.Reason {
	host := strings.Join(hosts, ", ")
	var name *net.DNSError
	var other *strange
	switch {
	case errors.As(why, &other):
		return model.Reason{Say: model.Say{
			EN: "What answers at %s does not speak as alur does. Is that the right PC and port? On the shop's PC alur serve says its port.",
			ID: "Yang menjawab di %s tidak berbicara seperti alur. Apakah PC dan portnya benar? Di PC toko, alur serve menyebut portnya.",
		}, Args: []any{host}}
	case errors.As(why, &name):
		return model.Reason{Say: model.Say{
			EN: "No PC is called %s in this network. Is the name right, and the network there?",
			ID: "Tidak ada PC bernama %s di jaringan ini. Apakah namanya benar, dan jaringannya ada?",
		}, Args: []any{host}}
	case refused(why):
		return model.Reason{Say: model.Say{
			EN: "At %s nobody answers. Does alur serve run on the shop's PC?",
			ID: "Di %s tidak ada yang menjawab. Apakah alur serve berjalan di PC toko?",
		}, Args: []any{host}}
	}
	return model.Reason{Say: model.Say{
		EN: "%s can't be reached. Is that PC on, and in the same network?",
		ID: "%s tidak bisa dihubungi. Apakah PC itu menyala, dan di jaringan yang sama?",
	}, Args: []any{host}}
}

// leaves reports whether Ctrl+Q or Ctrl+C was pressed.
func leaves(piece []byte) bool { return bytes.ContainsAny(piece, "\x11\x03") }

// trusts shows the key of a host that is not known yet, and asks.
func (c *client) trusts(ctx context.Context, first *firstMeeting) bool {
	_, _ = io.WriteString(c.Terminal, "\x1b[2J")
	for {
		c.banner(
			model.Reason{Say: model.Say{EN: "This PC meets %s for the first time. Its key is", ID: "PC ini baru pertama kali bertemu %s. Kuncinya"}, Args: []any{first.host}},
			model.Reason{Say: model.Say{EN: "%s", ID: "%s"}, Args: []any{ssh.FingerprintSHA256(first.key)}},
			model.Reason{Say: model.Say{EN: "Compare with the server's screen: alur serve says the same.", ID: "Bandingkan dengan layar server: alur serve menyebut yang sama."}},
			model.Reason{Say: model.Say{EN: "Enter: it is the same. Ctrl+Q leaves.", ID: "Enter: memang sama. Ctrl+Q keluar."}},
		)
		select {
		case piece, open := <-c.keys:
			switch {
			case !open || leaves(piece):
				return false
			case bytes.ContainsAny(piece, "\r\n"):
				_, _ = io.WriteString(c.Terminal, "\x1b[2J")
				return true
			}
		case <-c.resized:
			_, _ = io.WriteString(c.Terminal, "\x1b[2J")
		case <-ctx.Done():
			return false
		}
	}
}

// banner writes sentences over the first lines of what was drawn last, which
// stays to be read.
func (c *client) banner(lines ...model.Reason) {
	wide, high := c.Terminal.Size()
	var b strings.Builder
	b.WriteString(plain + "\x1b[?25l\x1b[7m")
	row := 1
	for _, line := range lines {
		text := ansi.Wrap(model.CleanText(line.In(c.Lang)), max(1, wide-2), "")
		for part := range strings.SplitSeq(text, "\n") {
			if row > high {
				break
			}
			fmt.Fprintf(&b, "\x1b[%d;1H\x1b[2K %s", row, ansi.Truncate(part, max(1, wide-2), "")+strings.Repeat(" ", max(0, wide-1-ansi.StringWidth(part))))
			row++
		}
	}
	b.WriteString("\x1b[0m")
	_, _ = io.WriteString(c.Terminal, b.String())
}
