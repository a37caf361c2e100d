package cli

import (
	"os"
	"path/filepath"
	"runtime"
)

// dbPath is the file of the database of this run: --db, else $ALUR_DB, else
// shop.db in the data folder. For a shop on an etcd it is not there.
func (a *app) dbPath() string {
	if a.env.Caller != nil {
		return "shop.db" // Where it lies is nobody else's concern.
	}
	if url := a.storeURL(); url != "" {
		return a.besides(url)
	}
	if a.global.db != "" {
		return a.global.db
	}
	if path := a.env.Getenv("ALUR_DB"); path != "" {
		return path
	}
	return filepath.Join(a.dataFolder(), "shop.db")
}

// dataFolder is where alur keeps its data: $ALUR_HOME moves it; else each
// system has its own place.
func (a *app) dataFolder() string {
	if home := a.env.Getenv("ALUR_HOME"); home != "" {
		return home
	}
	home := a.env.Getenv("HOME")
	switch runtime.GOOS {
	case "windows":
		if local := a.env.Getenv("LocalAppData"); local != "" {
			return filepath.Join(local, "alur")
		}
		return filepath.Join(a.env.Getenv("UserProfile"), "AppData", "Local", "alur")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "alur")
	}
	// The XDG specification has programs ignore a path that is not absolute.
	if data := a.env.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "alur")
	}
	return filepath.Join(home, ".local", "share", "alur")
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
