package cli

import (
	"errors"
	"io/fs"
	"net"
	"strconv"
	"strings"
	"syscall"

	"alur/model"
)

func isPort(text string) bool {
	n, err := strconv.Atoi(text)
	return err == nil && n >= 0 && n <= 65535
}

// listenWords says why alur can't listen at an address; any other error stays as
// it is.
func listenWords(err error) error {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "listen" {
		return err
	}
	at := "?"
	if op.Addr != nil {
		at = op.Addr.String()
	}
	switch {
	case taken(err):
		return fail(model.Say{
			EN: "At %s another program listens already, maybe another alur serve (alur serve status, alur serve stop). Nothing was changed: stop that one, or name another port, as in --ssh :2223.",
			ID: "Di %s sudah ada program lain yang mendengarkan, mungkin alur serve lain (alur serve status, alur serve stop). Tidak ada yang berubah: hentikan itu, atau sebut port lain, misalnya --ssh :2223.",
		}, at)
	case errors.Is(err, fs.ErrPermission):
		return fail(model.Say{
			EN: "This account may not listen at %s. Nothing was changed: name a port above 1024, as in --ssh :2222.",
			ID: "Akun ini tidak boleh mendengarkan di %s. Tidak ada yang berubah: sebut port di atas 1024, misalnya --ssh :2222.",
		}, at)
	}
	return fail(model.Say{
		EN: "alur can't listen at %s: that is no address of this PC. Nothing was changed: name a port alone, as in --ssh :2222.",
		ID: "alur tidak bisa mendengarkan di %s: itu bukan alamat PC ini. Tidak ada yang berubah: sebut portnya saja, misalnya --ssh :2222.",
	}, at)
}

// taken reports whether another program has the address. Windows has a number of
// its own for that, which the library does not know.
func taken(err error) bool {
	const onWindows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, onWindows) || strings.Contains(err.Error(), "Only one usage of each socket address")
}
